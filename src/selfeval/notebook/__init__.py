"""What the workbooks work with: each file opens one kind of question and hands over a document."""
