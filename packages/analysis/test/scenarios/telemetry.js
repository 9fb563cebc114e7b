export const minute = 60_000;
/** 14:36 UTC of some day: when the alarm of every scenario is raised. */
export const alarmAt = Date.UTC(2026, 4, 12, 14, 36);
export const window = { from: alarmAt - 30 * minute, to: alarmAt + 10 * minute };
const baselineFrom = alarmAt - 150 * minute;
/** A seeded generator (mulberry32): scenarios have noise and are the same in every run. */
export function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
const unitOf = {
  request_rate: '1/s',
  error_rate: '1/s',
  error_ratio: 'ratio',
  availability: 'ratio',
  cpu: 'cores',
  memory: 'By',
  disk: 'ratio',
  saturation: 'ratio',
  queue_age: 's',
  restarts: 'count',
};
/** One scenario being written: everything is normal unless stated otherwise. */
export class Telemetry {
  random;
  observations;
  constructor(seed, affected) {
    this.random = seeded(seed);
    this.observations = {
      window,
      alarmAt,
      affected,
      series: [],
      logs: [],
      changes: [],
      changeHistories: [],
      alerts: [],
      infra: [],
      errors: [],
      edges: [],
      gaps: [],
      answered: [],
    };
  }
  /** Minutes are relative to the alarm: -6 is six minutes before it. */
  series(service, signal, course, more = {}) {
    const points = [];
    for (let at = baselineFrom; at < window.to; at += minute) {
      const level = levelAt(course, (at - alarmAt) / minute);
      const noise = 1 + (course.noise ?? 0.06) * (this.random() + this.random() - 1);
      points.push([at, Math.max(0, level * noise)]);
    }
    const unit = unitOf[signal] ?? 's';
    this.observations.series.push({
      service,
      signal,
      name: `${service}_${signal}`,
      unit,
      labels: {},
      stepMs: minute,
      points,
      questionId: 'q1',
      ...more,
    });
    return this;
  }
  /** The usual signals of a service, with some of them different. */
  service(service, different = {}) {
    const usual = {
      request_rate: { normal: 120 },
      error_ratio: { normal: 0.002, noise: 0.5 },
      latency_p99: { normal: 0.2, noise: 0.15 },
      cpu: { normal: 0.4 },
      memory: { normal: 3e8, noise: 0.02 },
    };
    for (const [signal, course] of Object.entries({ ...usual, ...different })) this.series(service, signal, course);
    return this;
  }
  calls(from, to) {
    this.observations.edges.push({ from, to, foundBy: 'catalogue' });
    return this;
  }
  /** Plain chatter of a service over baseline and window, and further lines from `from` on. */
  logs(service, lines = []) {
    const said = [];
    for (let at = baselineFrom; at < window.to; at += 20_000 + this.random() * 10_000)
      said.push({
        at: Math.round(at),
        level: 'info',
        message: `handled GET /api/items/${Math.floor(this.random() * 9999)} in ${Math.floor(20 + this.random() * 200)} ms`,
      });
    for (const { message, level = 'error', from, until = 10, everyMs, host } of lines) {
      let n = 0;
      for (
        let at = alarmAt + from * minute;
        at < alarmAt + until * minute;
        at += everyMs * (0.7 + 0.6 * this.random())
      ) {
        n += 1;
        said.push({ at: Math.round(at), level, message: message(n), ...(host === undefined ? {} : { host }) });
      }
    }
    said.sort((a, b) => a.at - b.at);
    const inWindow = said.filter(({ at }) => at >= window.from && at < window.to);
    const before = said.filter(({ at }) => at < window.from);
    const digest = {
      service,
      level: 'all',
      window,
      total: inWindow.length,
      baselines: [{ window: { from: baselineFrom, to: window.from }, total: before.length }],
      buckets: [],
      lines: inWindow,
      baselineLines: before,
      questionId: 'q2',
    };
    this.observations.logs.push(digest);
    return this;
  }
  change(change) {
    const { minutes, ...rest } = change;
    this.observations.changes.push({
      id: `c${this.observations.changes.length + 1}`,
      kind: 'deploy',
      startedAt: alarmAt + minutes * minute,
      status: 'succeeded',
      title: '',
      scopeMatch: 'exact',
      questionId: 'q3',
      ...rest,
    });
    return this;
  }
  history(service, perDay) {
    const history = { service, count: perDay * 7, spanMs: 7 * 24 * 60 * minute };
    this.observations.changeHistories.push(history);
    return this;
  }
  infra(kind, service, object, minutes, more = {}) {
    const firstAt = alarmAt + minutes * minute;
    this.observations.infra.push({
      kind,
      service,
      object,
      count: 1,
      firstAt,
      lastAt: firstAt + 3 * minute,
      message: '',
      questionId: 'q4',
      ...more,
    });
    return this;
  }
  alert(name, service, minutes = 0) {
    this.observations.alerts.push({
      id: name,
      name,
      state: 'firing',
      service,
      startedAt: alarmAt + minutes * minute,
      labels: {},
      questionId: 'q5',
    });
    return this;
  }
  gap(what, why = 'connection refused') {
    this.observations.gaps.push({ id: `g${this.observations.gaps.length + 1}`, what, why });
    return this;
  }
  done() {
    const { observations } = this;
    const asked = [
      ['q1', 'metrics', 'prometheus', observations.series.length],
      ['q2', 'logs', 'loki', observations.logs.length],
      ['q3', 'changes', 'github', observations.changes.length],
      ['q4', 'infra', 'kubernetes', observations.infra.length],
      ['q5', 'alerts', 'incident_io', observations.alerts.length],
    ];
    const failed = new Set(observations.gaps.map(({ what }) => what.split(' ')[0]?.toLowerCase()));
    observations.answered = asked
      .filter(([, , source]) => !failed.has(source))
      .map(([questionId, capability, source, items]) => ({
        questionId,
        capability,
        service: observations.affected[0] ?? null,
        source,
        items,
        link: `https://${source}.example/${questionId}`,
      }));
    return observations;
  }
}
function levelAt({ normal, turns }, minutes) {
  if (turns === undefined || minutes < turns.from || (turns.until !== undefined && minutes >= turns.until))
    return normal;
  if (turns.ramp === undefined) return turns.level;
  return normal + (turns.level - normal) * Math.min(1, (minutes - turns.from) / turns.ramp);
}
//# sourceMappingURL=telemetry.js.map
