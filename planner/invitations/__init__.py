"""Who is invited to which slot: hamlets kept together, households whole, the absent first."""
