"""What is told of teams that go out to hamlets."""
