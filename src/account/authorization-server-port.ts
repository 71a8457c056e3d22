/** A code, access token or refresh token that a client presents, with the grant that it names. */
export interface PresentedToken {
  uid: string;
  grantId: string;
  token: string;
}

/** What an account needs of the authorization server. Implemented in oauth/, which account/ must not import. */
export interface AuthorizationServerPort {
  /** Loads the metadata of a client, so that `exchange` need not wait for the client's server. False: there is none. */
  loadClient(clientId: string): Promise<boolean>;
  /** Sends a request to the token endpoint of the OAuth provider. */
  exchange(request: Request): Promise<Response>;
  revokeGrant(uid: string, grantId: string): Promise<void>;
  /** The oldest grants of the same client and user, if there are too many besides this one. */
  excessGrants(uid: string, grantId: string): Promise<string[]>;
  /** Which records of a token the provider still has: an access token while it is valid, and the grant. */
  findRecords(token: PresentedToken): Promise<{ accessToken: boolean; grant: boolean }>;
}
