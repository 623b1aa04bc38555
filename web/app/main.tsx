import './app.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { queryClient } from './client.ts'
import { router } from './router.tsx'
import { followTheme } from './theme.ts'

followTheme()

const root = document.querySelector('#root')
if (!root) throw new Error('The page has no #root to stand in.')

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
)
