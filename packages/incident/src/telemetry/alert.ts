/** An alert of any source. Name and labels are untrusted text. Times are epoch ms. */
export interface Alert {
  id: string;
  name: string;
  state: 'firing' | 'pending' | 'acknowledged' | 'resolved' | 'suppressed';
  severity?: string;
  service: string | null;
  startedAt: number;
  endedAt?: number;
  labels: Readonly<Record<string, string>>;
  description?: string;
  url?: string;
  questionId?: string;
}
