import { Suspense } from 'react';
import { Navigate, Route, Routes, useLocation } from 'react-router-dom';
import { RouteBoundary } from './errors/route-boundary.tsx';
import { PostsScreen } from './posts/posts-screen.tsx';
import { NotFoundScreen } from './shell/not-found-screen.tsx';
import { laterPart } from './later-parts.ts';

const EditorScreen = laterPart(() => import('./editor/editor-screen.tsx').then((module) => module.EditorScreen));
const ChangesScreen = laterPart(() => import('./changes/changes-screen.tsx').then((module) => module.ChangesScreen));
const ReviewScreen = laterPart(() => import('./review/review-screen.tsx').then((module) => module.ReviewScreen));
const ReviewPage = laterPart(() => import('./review/review-page.tsx').then((module) => module.ReviewPage));
const MediaScreen = laterPart(() => import('./media/media-screen.tsx').then((module) => module.MediaScreen));
const ActivityScreen = laterPart(() =>
  import('./activity/activity-screen.tsx').then((module) => module.ActivityScreen),
);
const SettingsScreen = laterPart(() =>
  import('./settings/settings-screen.tsx').then((module) => module.SettingsScreen),
);

/** Which screen stands at which address. A failure stays inside its screen. */
export function AppRoutes() {
  const { pathname } = useLocation();
  return (
    <RouteBoundary key={pathname}>
      <Suspense>
        {/* The router matches no address with a line separator in it, and file names may have one. */}
        {/^\/posts\/[^]/.test(pathname) ? (
          <EditorScreen />
        ) : (
          <Routes>
            <Route index element={<Navigate to="/posts" replace />} />
            <Route path="/posts" element={<PostsScreen />} />
            <Route path="/changes" element={<ChangesScreen />} />
            <Route path="/activity" element={<ActivityScreen />} />
            <Route path="/review" element={<ReviewScreen />} />
            <Route path="/review/:id" element={<ReviewPage />} />
            <Route path="/media" element={<MediaScreen />} />
            <Route path="/settings" element={<SettingsScreen />} />
            <Route path="*" element={<NotFoundScreen />} />
          </Routes>
        )}
      </Suspense>
    </RouteBoundary>
  );
}
