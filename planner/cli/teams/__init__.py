"""The commands about teams that go out to hamlets."""
