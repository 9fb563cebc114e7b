import { argoCd } from '../../src/argo-cd/index.ts';
import { argoCdSettings } from '../../src/argo-cd/settings.ts';
import type { DataSource } from '../../src/data-source.ts';
import { conforms } from '../conformance/conforms.ts';
import { alarmAt } from '../questions.ts';
import { settled } from '../settled.ts';
import { admitToArgoCd, anApplication, anEntry, argoCdRoutes, argoToken, sha } from './stand-in-argo-cd.ts';

const create = (url: string, more: object = {}, now = () => alarmAt): DataSource =>
  argoCd.create({ id: 'argo_cd', settings: settled(argoCdSettings.parse({ url, token: argoToken, ...more })), now });

conforms({
  kind: 'argo_cd',
  create: ({ url, timeoutSeconds, now }) => create(url, { timeout_seconds: timeoutSeconds }, now),
  admit: admitToArgoCd,
  routes: argoCdRoutes([
    anApplication('checkout', [anEntry(1, -900, sha('a')), anEntry(2, -20, sha('b')), anEntry(3, -6, sha('c'))]),
  ]),
  emptyRoutes: argoCdRoutes([]),
  secrets: [argoToken],
});
