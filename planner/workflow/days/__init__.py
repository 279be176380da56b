"""The work of each day: results, announcements, standing, reports and quotas."""
