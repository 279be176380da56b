"""What must never be lost: results, versions of the plan, announcements, and who did what when."""
