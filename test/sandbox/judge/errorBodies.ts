const ACTIONS: Record<string, string> = {
  authenticated_profile_missing: 'authentication',
  authenticated_profile_expired: 'authentication',
  authenticated_profile_invalidated: 'authentication',
  authorization_denied_by_session_invalidated: 'authentication',
  temporary_access_duration_limit_exceeded: 'authentication',
  network_connection_timeout: 'retry',
  too_many_resources: 'configuration',
  invalid_configuration_platform: 'configuration',
  invalid_access_token_client_application: 'application-registration',
};

export function error(code: string, action = ACTIONS[code] ?? 'none') {
  return { code, action, status: 403, message: 'No.' };
}
