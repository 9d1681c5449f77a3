"""Money: rent reminders, «Jeg klarer ikke å betale», and what may happen, in calm words."""
