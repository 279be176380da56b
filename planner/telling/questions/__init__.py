"""What is told where somebody asks why, or what if."""
