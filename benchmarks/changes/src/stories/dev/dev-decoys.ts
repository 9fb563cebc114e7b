import type { DeployStory } from '../story.ts';

type Decoy = (service: string, minutes: number) => DeployStory;

/** Changes that do no harm, whatever they look like. */
export const restyle: Decoy = (service, minutes) => ({
  service,
  minutes,
  title: `style: softer shadows on cards of ${service}`,
  files: {
    [`services/${service}/static/cards.css`]:
      '-.card { box-shadow: 0 1px 4px #0006; }\n+.card { box-shadow: 0 1px 2px #0003; border-radius: 6px; }',
  },
});

export const moreTests: Decoy = (service, minutes) => ({
  service,
  minutes,
  title: `test: cover the timeout branch in ${service}`,
  files: {
    [`services/${service}/client_test.go`]:
      '+func TestTimeoutIsReported(t *testing.T) {\n+\tc := newClient(5 * time.Millisecond)\n+\t_, err := c.Do(slowRequest)\n+\trequire.ErrorIs(t, err, context.DeadlineExceeded)\n+}',
  },
});

export const tidyHandler: Decoy = (service, minutes) => ({
  service,
  minutes,
  title: `refactor: early returns in ${service} handler`,
  files: {
    [`services/${service}/handler.go`]:
      ' func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {\n-\tif r.Method == http.MethodPost {\n-\t\th.post(w, r)\n-\t} else {\n-\t\th.get(w, r)\n-\t}\n+\tif r.Method == http.MethodPost {\n+\t\th.post(w, r)\n+\t\treturn\n+\t}\n+\th.get(w, r)',
  },
});

export const extractMethod: Decoy = (service, minutes) => ({
  service,
  minutes,
  title: `Extract toDto in ${service}`,
  files: {
    [`${service}/src/main/java/app/Mapper.java`]:
      '-        var dto = new Dto();\n-        dto.setId(entity.getId());\n-        dto.setName(entity.getName());\n-        return dto;\n+        return toDto(entity);\n+    }\n+\n+    private static Dto toDto(Entity entity) {\n+        var dto = new Dto();\n+        dto.setId(entity.getId());\n+        dto.setName(entity.getName());\n+        return dto;',
  },
});

/** Looks terrible, and is in a service that has nothing to do with it. */
export const scaryTimeout: Decoy = (service, minutes) => ({
  service,
  minutes,
  title: `fix(${service}): do not hang on the exchange rate feed`,
  files: {
    [`services/${service}/feed.go`]:
      '-\tclient := &http.Client{Timeout: 30 * time.Second}\n+\tclient := &http.Client{Timeout: 2 * time.Second}',
  },
});

export const bumpLibrary: Decoy = (service, minutes) => ({
  service,
  minutes,
  title: `chore(${service}): bump golang.org/x/text`,
  files: {
    [`services/${service}/go.mod`]: '-\tgolang.org/x/text v0.16.0\n+\tgolang.org/x/text v0.17.0',
    [`services/${service}/go.sum`]: null,
  },
});

export const newCounter: Decoy = (service, minutes) => ({
  service,
  minutes,
  title: `feat: count cache hits in ${service}`,
  files: {
    [`services/${service}/metrics.py`]:
      '+CACHE_HITS = Counter("cache_hits_total", "Hits of the local cache")\n+\n+def on_hit():\n+    CACHE_HITS.inc()',
  },
});

export const newEndpoint: Decoy = (service, minutes) => ({
  service,
  minutes,
  title: `feat(${service}): version endpoint`,
  files: {
    [`services/${service}/src/routes/version.ts`]:
      "+router.get('/version', (_req, res) => {\n+  res.json({ version: process.env.GIT_SHA });\n+});",
  },
});

export const reorderValues: Decoy = (service, minutes) => ({
  service,
  minutes,
  title: `chore: sort helm values of ${service}`,
  files: {
    [`deploy/${service}/values.yaml`]:
      '-replicaCount: 4\n-image:\n-  pullPolicy: IfNotPresent\n+image:\n+  pullPolicy: IfNotPresent\n+replicaCount: 4',
  },
});

export const revertCopy: Decoy = (service, minutes) => ({
  service,
  minutes,
  title: `Revert "Shorter labels in ${service}"`,
  files: { [`${service}/config/locales/en.yml`]: '-  save: Save\n+  save: Save changes' },
});

export const renameLocal: Decoy = (service, minutes) => ({
  service,
  minutes,
  title: `Readable names in ${service} serializer`,
  files: {
    [`${service}/serializers.py`]:
      '-    d = {}\n-    d["id"] = v.id\n-    return d\n+    fields = {}\n+    fields["id"] = v.id\n+    return fields',
  },
});
