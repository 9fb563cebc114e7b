export { openSecrets } from './open-secrets.ts';
export { describeReference, formerValueGraceMs, Secret, secret } from './secret.ts';
export { parseReference, type SecretReference } from './secret-reference.ts';
export {
  createResolver,
  type SecretResolver,
  type SecretResolverOptions,
  type SecretStore,
  type SecretStores,
} from './secret-resolver.ts';
export { type PlacedSecret, renewSecrets, secretsIn } from './secrets-in.ts';
