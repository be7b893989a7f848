"""The only room that speaks HTTP: asks for addresses politely and safely, and gives back what came."""
