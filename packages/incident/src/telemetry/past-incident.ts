/** An earlier incident about the same service. Texts are untrusted. Times are epoch ms. */
export interface PastIncident {
  id: string;
  /** What people say: INC-98. */
  reference: string;
  name: string;
  service: string;
  startedAt: number;
  severity?: string;
  summary?: string;
  url?: string;
  questionId?: string;
}
