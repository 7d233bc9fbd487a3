"""The day itself and after: checking in, who came, the questionnaire."""
