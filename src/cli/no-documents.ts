/** Said where `sources/` holds no documents: what to do now. */
export const NO_DOCUMENTS =
  "There are no documents in sources/. Put some there (pitrans formats lists the kinds) and run: pitrans extract";
