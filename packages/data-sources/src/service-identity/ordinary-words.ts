import { singular } from './words.ts';

const setOf = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/).map(singular));

/** Words that say "this is software" and nothing about which: `checkout` and `checkout-service` are one name. */
export const genericWords = setOf(
  'service svc srv api app application server system component microservice deployment',
);

/** Words that only say where a thing runs. */
export const environmentWords = setOf(
  'prod production prd live staging stage stg dev test qa uat canary blue green primary eu us ap emea apac east west north south central global internal external public private',
);

/** Words that alert names are made of; after a name they describe it, they do not make another name. */
export const symptomWords = setOf(
  `high low error errors rate ratio latency slow slowness timeout timeouts failure failures failed failing down outage unavailable degraded
  crash crashloop crashing oom memory cpu disk saturation availability spike p50 p95 p99 5xx 4xx 500 503 burn slo sli alert alarm critical
  warning restart restarts restarting lag backlog response request requests success too many`,
);

/** Words for people: "errors for customers" and "users are locked out" speak of them, not of a service that is called so. */
export const personWords = setOf(
  'user users customer customers client clients people person member members visitor buyer shopper owner team admin agent employee merchant',
);

/**
 * Words of everyday incident prose. A service that is called by such a word alone is matched only where the sentence shows
 * that a name is meant; and none of them is taken for the misspelling of a name.
 */
export const commonWords = setOf(
  `${[...genericWords, ...environmentWords, ...symptomWords].join(' ')}
  user users customer customers client clients account accounts team people person member admin owner company
  web website site page pages home main core base common shared platform product produce produced producing production project
  data database db cache queue event events message messages email emails mail file files image images media report reporter reported reporting
  reports log logs logging metric metrics monitor monitoring search result results order ordered ordering border older find found
  payment pay paid price pricing printing printed shop shopping shipping shipped ship charge change changed changes charts chart cart card carts
  start started starting stop stopped stopping status state update updated upload download load loading login sign signup session sessions
  view views list item items task tasks job jobs worker workers process processing schedule scheduler backend frontend front back end gateway
  proxy router routing route network node nodes cluster region host hosts edge store storage stores stock content config configuration
  support help issue issues incident problem problems impact impacted affected affecting increase increased since after before during
  their there these those other some many most every several about above below because between through without within where when which while
  return returned returning returns receive received seeing seen look looks like could would should please also still only again
  new old all any and but for from have has had not now off our out over that the this was were will with into been being
  call called calls caller connect connection connections access action active address batch block build calendar catalog comment
  current deploy deployed device document domain export feed feature form graph group health index input invoice key language layer link local
  location manager map match notice notification notifications number offer option partner password permission phone photo place plan player
  point policy portal position post profile program promotion provider quote rating recommendation record review role rule sale scan score screen
  security segment send setting share source space stream subscription table tag target template ticket time token tool tracking trade transaction
  transfer transport trial trip type version video visit voice wallet widget window billing feeling filling identity inventory booking looking`,
);
