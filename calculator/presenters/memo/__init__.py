"""The council memo and the handout, as blocks of finished strings."""
