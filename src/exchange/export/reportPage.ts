export interface ReportParts {
  app: string;
}
