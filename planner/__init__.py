"""Plan where identity-enrolment machines stand: from one workbook to a proven schedule and its printed appendix."""
