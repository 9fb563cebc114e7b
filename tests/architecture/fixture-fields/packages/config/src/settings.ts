export interface TeamSettings {
  readonly hasEffect: boolean;
  /** Promises and does nothing. */
  readonly showPrivateDetails: boolean;
}
