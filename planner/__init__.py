"""Plan where identity-enrolment machines stand: from one Excel workbook to a proven schedule and its printed appendix."""
