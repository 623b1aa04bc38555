import { page, type PageRoute } from './page-route.tsx'

/**
 * The pages inside the shell, one line each; the sidebar and the palette show a place once its path stands here:
 *
 *     page('/people', () => import('../pages/people/page.tsx'), 'PeoplePage'),
 *
 * A parameter is read with `useParams({ strict: false })`, the query with `useUrlState()`.
 */
export const insidePages: readonly PageRoute[] = [
  page('/people', () => import('../pages/people/page.tsx'), 'PeoplePage'),
  page('/companies', () => import('../pages/companies/page.tsx'), 'CompaniesPage'),
  page('/funnel', () => import('../pages/funnel/page.tsx'), 'FunnelPage'),
  page('/funnel/leads', () => import('../pages/funnel/leads-page.tsx'), 'FunnelLeadsPage'),
  page('/people/$id', () => import('../pages/record/person-page.tsx'), 'PersonPage'),
  page('/companies/$id', () => import('../pages/record/company-page.tsx'), 'CompanyPage'),
  page('/deals/$id', () => import('../pages/record/deal-page.tsx'), 'DealPage'),
  page('/pipeline', () => import('../pages/pipeline/page.tsx'), 'PipelinePage'),
  page('/pipeline/deals', () => import('../pages/pipeline/deals-page.tsx'), 'FigureDealsPage'),
  page('/campaigns', () => import('../pages/campaigns/page.tsx'), 'CampaignsPage'),
  page('/campaigns/$id', () => import('../pages/campaigns/campaign-page.tsx'), 'CampaignPage'),
  page('/agreements', () => import('../pages/agreements/page.tsx'), 'AgreementsPage'),
  page('/profiles', () => import('../pages/profiles/page.tsx'), 'ProfilesPage'),
  page('/profiles/$id', () => import('../pages/profiles/members-page.tsx'), 'ProfileMembersPage'),
  page('/agreements/$id', () => import('../pages/agreements/agreement-page.tsx'), 'AgreementPage'),
  page(
    '/agreements/$id/edit/$version',
    () => import('../pages/agreements/edit-page.tsx'),
    'AgreementEditPage',
  ),
  page('/calibration', () => import('../pages/calibration/page.tsx'), 'CalibrationsPage'),
  page('/calibration/$id', () => import('../pages/calibration/calibration-page.tsx'), 'CalibrationPage'),
  page('/import', () => import('../pages/intake/page.tsx'), 'ImportPage'),
  page('/import/$id', () => import('../pages/intake/wizard-page.tsx'), 'ImportWizardPage'),
  page('/settings', () => import('../pages/settings/page.tsx'), 'SettingsPage'),
  page('/learning', () => import('../pages/learning/page.tsx'), 'LearnedScorePage'),
  page('/learning/$id', () => import('../pages/learning/model-page.tsx'), 'LearnedModelPage'),
  page('/metrics', () => import('../pages/metrics/page.tsx'), 'MetricsPage'),
]

/** The pages outside of it: nobody is signed in there. */
export const entryPages: readonly PageRoute[] = [
  page('/welcome', () => import('../pages/entry/welcome-page.tsx'), 'WelcomePage'),
  page('/sign-in', () => import('../pages/entry/sign-in-page.tsx'), 'SignInPage'),
  page('/password-resets', () => import('../pages/entry/reset-pages.tsx'), 'AskResetPage'),
  page('/password-resets/$token', () => import('../pages/entry/reset-pages.tsx'), 'ResetPage'),
  page('/invitations/$token', () => import('../pages/entry/invitation-page.tsx'), 'InvitationPage'),
]
