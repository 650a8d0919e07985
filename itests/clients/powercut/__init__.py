"""Power cuts, played back: `record.c` notes what a gateway does to its folder, `trace` reads that,
`medium` tells what a cut may leave of it, `work` does something worth keeping, and `check` looks at
what is left. Decision 12 says why so."""
