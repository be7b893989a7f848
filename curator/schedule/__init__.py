"""When a workspace is looked after by itself: periods, and what schedulers are told of them. Decides, does nothing."""
