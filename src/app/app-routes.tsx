import { lazy, Suspense } from 'react';
import { Navigate, Route, Routes, useLocation } from 'react-router-dom';
import { RouteBoundary } from './errors/route-boundary.tsx';
import { PostsScreen } from './posts/posts-screen.tsx';
import { NotFoundScreen } from './shell/not-found-screen.tsx';

const EditorScreen = lazy(() =>
  import('./editor/editor-screen.tsx').then((module) => ({ default: module.EditorScreen })),
);
const ChangesScreen = lazy(() =>
  import('./changes/changes-screen.tsx').then((module) => ({ default: module.ChangesScreen })),
);
const ReviewScreen = lazy(() =>
  import('./review/review-screen.tsx').then((module) => ({ default: module.ReviewScreen })),
);
const MediaScreen = lazy(() => import('./media/media-screen.tsx').then((module) => ({ default: module.MediaScreen })));
const SettingsScreen = lazy(() =>
  import('./settings/settings-screen.tsx').then((module) => ({ default: module.SettingsScreen })),
);

/** Which screen stands at which address. A failure stays inside its screen. */
export function AppRoutes() {
  const { pathname } = useLocation();
  return (
    <RouteBoundary key={pathname}>
      <Suspense>
        <Routes>
          <Route index element={<Navigate to="/posts" replace />} />
          <Route path="/posts" element={<PostsScreen />} />
          <Route path="/posts/*" element={<EditorScreen />} />
          <Route path="/changes" element={<ChangesScreen />} />
          <Route path="/review" element={<ReviewScreen />} />
          <Route path="/media" element={<MediaScreen />} />
          <Route path="/settings" element={<SettingsScreen />} />
          <Route path="*" element={<NotFoundScreen />} />
        </Routes>
      </Suspense>
    </RouteBoundary>
  );
}
