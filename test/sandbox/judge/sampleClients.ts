export const base64 = (text: string) => Buffer.from(text).toString('base64');

export const info = {
  primaryHardwareType: 'TV',
  model: 'OLED55C2',
  version: '2022',
  osName: 'webOS',
  osVersion: '22.2.0',
  connectionType: 'LAN',
};

/** The client that sends; a test may replace every part for a while. */
export interface Speaker {
  readonly client: string;
  /** Plain text; sent in AP-Device-Identifier as Base64. */
  readonly device: string;
  readonly token: string;
  readonly address: string;
  readonly agent: string;
  /** '' omits X-Device-Info. */
  readonly info: string;
}

export const tv: Speaker = {
  client: 'c-1',
  device: 'a9c0d0f2-5b1e-4a7c-9d53-1d2f6f8f3b10',
  token: 't-1',
  address: '203.0.113.9',
  agent: 'CouchTV/1.0',
  info: base64(JSON.stringify(info)),
};

export const phone: Speaker = {
  client: 'c-phone',
  device: '',
  token: 't-phone',
  address: '203.0.113.50',
  agent: 'Mozilla/5.0 (iPhone)',
  info: '',
};
