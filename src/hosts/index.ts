export { openCredentialStore, type CredentialStore, type KeptCredentials } from './credential-store.ts';
export type { CodeFlow, CodeOutcome, GrantedToken, HostGrant, PendingSignIn } from './code-flow.ts';
export type { DeviceCode, DeviceFlow, DeviceOutcome } from './device-flow.ts';
export type {
  BranchRules,
  ChangeRequest,
  HostAdapter,
  HostCredentials,
  MergedRequest,
  RemarkPlace,
  Right,
  TokenCheck,
} from './host-adapter.ts';
export { hostOf, hostSiteOf, type HostPlace, type HostSite } from './host-place.ts';
export { openCodeFlow, openDeviceFlow, openHost, openRepositoryList } from './open-host.ts';
export type { ListedRepository, ListPage, RepositoryList } from './repository-list.ts';
export { openWrittenStore } from './written-store.ts';
export { tokenPageOf, type TokenPage } from './token-page.ts';
