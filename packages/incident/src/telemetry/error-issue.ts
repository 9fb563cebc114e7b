/** A grouped error of an error tracker. Texts are untrusted. Times are epoch ms. */
export interface ErrorIssue {
  id: string;
  service: string | null;
  title: string;
  culprit?: string;
  firstSeen: number;
  lastSeen: number;
  count: number;
  users?: number;
  isNew: boolean;
  isRegression: boolean;
  release?: string;
  url?: string;
  questionId?: string;
}
