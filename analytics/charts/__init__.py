"""An Answer becomes light HTML or a Plotly figure. No SQL, no arithmetic on facts."""
