/** The public face of reviews in git notes. There are none so far, so it names nothing. */
