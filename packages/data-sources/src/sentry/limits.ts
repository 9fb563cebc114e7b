/** A window's errors worth reading are few: so many pages of the most frequent and of the new ones are looked through. */
export const maxIssuePages = 3;
