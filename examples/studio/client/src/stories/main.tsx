import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../styles.css';
import { Stories } from './story-page.tsx';

const root = document.getElementById('root');
if (!root) throw new Error('stories.html has no element with the id "root"');

createRoot(root).render(
  <StrictMode>
    <Stories />
  </StrictMode>,
);
