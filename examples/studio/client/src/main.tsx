import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { App } from './app.tsx';
import { createThemeStore } from './layout/theme-store.ts';
import { createSessionStore } from './session/session-store.ts';
import { StudioProvider } from './studio-context.tsx';
import './styles.css';
import { createToastStore } from './toasts/toast-store.ts';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element with the id "root"');

createRoot(root).render(
  <StrictMode>
    <StudioProvider session={createSessionStore()} theme={createThemeStore()} toasts={createToastStore()}>
      <BrowserRouter>
        <App />
      </BrowserRouter>
    </StudioProvider>
  </StrictMode>,
);
