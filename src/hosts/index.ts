/** The public face of sign-in and change requests at git hosts. Every host is reached over plain git so far, so it names nothing. */
