import type { Page } from 'playwright-core';

/** A viewer with the second-screen page on a phone; uses only what a viewer can see on the page. */
export class Phone {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async enterCode(code: string): Promise<void> {
    await this.page.getByLabel('Code', { exact: true }).fill(code);
    await this.page.getByRole('button', { name: 'Next' }).click();
  }

  async connect(): Promise<void> {
    await this.page.getByRole('button', { name: 'Connect this TV' }).click();
  }

  async chooseProvider(name: string): Promise<void> {
    await this.page.getByRole('button', { name, exact: true }).click();
  }

  async login(user: string, password = 'sofa'): Promise<void> {
    await this.page.getByLabel('Username').fill(user);
    await this.page.getByLabel('Password').fill(password);
    await this.page.getByRole('button', { name: 'Sign in' }).click();
  }

  async reads(words: string): Promise<void> {
    await this.page.getByText(words).first().waitFor({ timeout: 20_000 });
  }

  /** All steps, from entering the TV's code to "go back to your TV". */
  async signIn(code: string, provider: string, user: string): Promise<void> {
    await this.enterCode(code);
    await this.connect();
    await this.chooseProvider(provider);
    await this.login(user);
    await this.reads('Go back to your TV');
  }
}
