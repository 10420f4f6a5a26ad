"""The AWS resources that Croupier runs on, as a CDK app."""
