/** Annotations read at once, newest first. */
export const maxAnnotations = 1_000;

/** Characters of an annotation that become a change's title. */
export const maxTitleLength = 200;
