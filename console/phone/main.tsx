// The phone page starts: the token out of the address, the chosen look, then React. No kit of components: it is light.
import './phone.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { applyPreferences } from '../preferences.ts';
import { takeTokenFromAddress } from '../session.ts';
import { Start } from './start.tsx';

takeTokenFromAddress();
addEventListener('hashchange', takeTokenFromAddress);
applyPreferences();

const root = document.getElementById('root');
if (root === null) throw new Error('phone.html has no element #root');
createRoot(root).render(
  <StrictMode>
    <Start />
  </StrictMode>,
);
