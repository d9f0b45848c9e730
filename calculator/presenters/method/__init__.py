"""What the numbers rest on: methods, validation, funders, data and its age."""
