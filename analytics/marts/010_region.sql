-- Regions of the regencies in use, with the names people read. Grain: one Kemendagri code.
create table region as
select code, name, kind, parent
from region_in
order by code;
