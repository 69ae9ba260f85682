"""A file becomes typed rows and rejects. Reads files; never writes facts."""
