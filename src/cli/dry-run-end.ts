/** What a dry run ends with, in place of the next command. */
export const DRY_RUN_END = "Nothing was written. To do it, run the same command without -n.";
