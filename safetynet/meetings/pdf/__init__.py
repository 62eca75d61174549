"""What leaves the meeting on paper: minutes and agenda as PDF/UA-1, one copy for one reader."""
