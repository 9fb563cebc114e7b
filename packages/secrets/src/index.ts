export { describeReference, Secret, secret } from './secret.ts';
