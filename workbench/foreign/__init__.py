"""What files from elsewhere say of networks: entities, links, happenings, each with its place; no case, no disk."""
