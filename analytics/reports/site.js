// Narrows the list of villages on the front while somebody types. Without it the whole list stands there.
(function () {
  "use strict";
  var form = document.querySelector(".find"), box = document.getElementById("cari"), told = document.getElementById("ada");
  if (!form || !box || !told) return;
  function bare(text) {
    return text.toLowerCase().normalize("NFKD").replace(/[^a-z0-9]+/g, "");
  }
  var districts = Array.prototype.map.call(document.querySelectorAll(".district"), function (at) {
    var villages = Array.prototype.map.call(at.querySelectorAll("li"), function (li) {
      return { at: li, words: bare(li.querySelector("a").textContent) };
    });
    return { at: at, words: bare(at.querySelector("h3").textContent), villages: villages };
  });
  function narrow() {
    var wanted = bare(box.value), n = 0;
    districts.forEach(function (d) {
      var all = d.words.indexOf(wanted) >= 0, mine = 0;
      d.villages.forEach(function (v) {
        var fits = all || v.words.indexOf(wanted) >= 0;
        v.at.hidden = !fits;
        mine += fits ? 1 : 0;
      });
      d.at.hidden = mine === 0;
      n += mine;
    });
    told.textContent = wanted === "" ? "" : n ? box.dataset.found.replace("{n}", n) : box.dataset.none;
  }
  box.addEventListener("input", narrow);
  form.addEventListener("submit", function (e) {
    e.preventDefault();
    var first = document.querySelector(".district:not([hidden]) li:not([hidden]) a");
    if (first && bare(box.value)) window.location.href = first.href;
  });
  form.hidden = false;
  narrow();
})();
