export interface PolicySettings {
  readonly readByPolicyItself: number;
  readonly readByNobody: number;
}
