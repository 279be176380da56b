"""How far a campaign has come by a day: percent, rank, pace and forecast, and who did not report."""
