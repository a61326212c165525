export { chosenBranch } from './branches/chosen-branch.ts';
export { GalleyApp } from './galley-app.tsx';
export { createAppServices, type AppParts, type AppServices } from './app-services.ts';
export { Appearance, type AppearanceChoice } from './settings/appearance.ts';
export { openStaticPage, type StaticPage } from './static/open-static-page.ts';
export { FailureScreen } from './errors/failure-screen.tsx';
export { browserIdentity } from './settings/browser-identity.ts';
export type { FrameOrder, FramePicture, FrameReport } from './preview/frame-messages.ts';
