/** Talks to a database. */
const query =
  /\b(?:db|_db|tx|conn|connection|pool|session|cursor|cur|database|_?context|_?dbContext|em|entityManager|_?entityManager|jdbcTemplate|jdbc|knex|prisma|sequelize|mongo\w*|collection|queries|sqlx|ActiveRecord)\.(?:\w+(?:\(\))?\.)*(?:query|exec|execute|find|get|fetch|select|insert|update|upsert|first|count|one|scalar|save|merge|persist|load|aggregate|delete)\w*\(|\b\w*(?:repo|Repo|repository|Repository|dao|Dao|DAO)\.\w+\(|\.objects\.(?:\w+\(.*\)\.)?(?:get|filter|create|all|exclude|update|first|count)\(|\b[A-Z]\w+\.(?:find|find_by\w*|find_or_create_by|where|create!|exists\?|pluck|findOne|findById|findByPk|findAll|findMany|findUnique|findFirst|query\.get)\b|\.(?:QueryRow|QueryContext|QueryRowContext|ExecContext|executeQuery|executeUpdate|queryForObject|FirstOrDefaultAsync|SingleAsync|SingleOrDefaultAsync|ToListAsync|SaveChangesAsync|SaveChanges|FindAsync|QueryAsync|ExecuteAsync)\b/;
const sql = /\b(?:SELECT\b.+\bFROM|INSERT\s+INTO|UPDATE\b.+\bSET|DELETE\s+FROM)\b/i;
/** Talks to another process. */
const call =
  /\b(?:fetch|axios)(?:\.(?:get|post|put|patch|delete|request))?\(|\b(?:http|https|requests|httpx|aiohttp|_?httpClient|_?http\w*|restTemplate|webClient|HTTParty|Faraday|RestClient|HTTP|got|urllib\w*)\.(?:\w+(?:\(\))?\.)*(?:get|post|put|patch|delete|send|request|exchange|urlopen|Get|Post|Put|Do|Send|NewRequest)\w*\(|\b\w*(?:[cC]lient|[sS]tub|[gG]ateway)\.(?!(?:close|with|set|log|on|use|options?|config\w*|name|stop|start|destroy|new)\b)\w+\(|\b\w*(?:[rR]edis|rdb|[mM]emcached?|[jJ]edis)\w*\.\w+\(|\b\w*(?:producer|[pP]ublisher)\.\w+\(/;

/** What a line of code talks to, or null: `query` for a store of records, `call` for another service. */
export function remoteCallIn(code: string, literals: readonly string[]): 'query' | 'call' | null {
  if (query.test(code) || literals.some((literal) => sql.test(literal))) return 'query';
  return call.test(code) ? 'call' : null;
}
